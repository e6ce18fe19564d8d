import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect } from "react";

interface Listed<Item> {
  readonly total: number;
  /** By position; what hasn't been read yet is missing. */
  readonly items: ReadonlyMap<number, Item>;
}

interface InView<Item> {
  readonly list: Listed<Item>;
  /** These are looked at. */
  need(from: number, to: number): void;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** An item's height before it was drawn and measured, in pixels. */
  readonly height: number;
  /** How many are drawn beyond each edge. */
  readonly overscan: number;
}

/** Those of a long list that are in view, which the list's owner is told, so that it can read them. */
export function useRowsInView<Item extends { readonly id: string }>(inView: InView<Item>) {
  const { list, need, scroller, height, overscan } = inView;
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    // An item keeps its height in whatever place it comes to stand.
    getItemKey: (index) => list.items.get(index)?.id ?? index,
    overscan,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => need(first, last), [need, first, last]);
  return virtual;
}

interface RowsProps<Item> {
  readonly list: Listed<Item>;
  readonly virtual: ReturnType<typeof useRowsInView<Item & { readonly id: string }>>;
  children(item: Item, index: number): ReactNode;
}

/** The items in view, each at its place within the height of all. */
export function RowsInView<Item extends { readonly id: string }>({ list, virtual, children }: RowsProps<Item>) {
  return (
    <div role="presentation" className="rows-in-view" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const item = list.items.get(index);
        return (
          item && (
            <div
              key={item.id}
              ref={virtual.measureElement}
              data-index={index}
              role="presentation"
              className="row-in-view"
              style={{ transform: `translateY(${start}px)` }}
            >
              {children(item, index)}
            </div>
          )
        );
      })}
    </div>
  );
}
