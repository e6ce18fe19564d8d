/** The order of headlines, Lao before Latin, figures by their value. */
export const collator = new Intl.Collator(["lo", "en"], { numeric: true });
