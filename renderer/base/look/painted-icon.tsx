/** An icon that is painted behind an empty box, in the colour of what it says: for lists that stand beside the text. */
export function PaintedIcon({ icon }: { readonly icon: "note" | "stop" | "square" | "ask" | "tell" | "taken" }) {
  return <i className="painted-icon" data-icon={icon} aria-hidden="true" />;
}
