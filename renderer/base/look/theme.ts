/** Mantine in the desk's colours and type. */
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = [
  "#eef2fb",
  "#dce4f5",
  "#b5c5ea",
  "#8ba4df",
  "#6888d6",
  "#5276d1",
  "#3f63ba",
  "#2b4c9b",
  "#24417f",
  "#1a3268",
];

const night: MantineColorsTuple = [
  "#e6eaf0",
  "#c3cad5",
  "#aab4c2",
  "#8e99a8",
  "#3a4452",
  "#2c3440",
  "#1d242e",
  "#171c24",
  "#131820",
  "#10141a",
];

const red: MantineColorsTuple = [
  "#fbe6e4",
  "#f6cfcb",
  "#eeaaa4",
  "#e07a72",
  "#d3655d",
  "#c4524a",
  "#b3362f",
  "#a22f29",
  "#8c2722",
  "#73201c",
];

/** As theme.css has it. */
const UI = "var(--ui)";

/**
 * An opened menu's first line that can be chosen gets the focus. Mantine would try the first line whatever it is, and
 * where that is disabled the focus stays outside, and Escape with it.
 */
const focusFirstLine = (dropdown: HTMLElement | null) =>
  dropdown?.querySelector("[data-menu-item]:not(:disabled)")?.setAttribute("data-autofocus", "true");

const focused = new WeakSet<HTMLElement>();

/**
 * A dialog has the keys as soon as it is there. Mantine gives it the focus a timer later, and what is typed before
 * that would still go to what had it.
 */
const focusAtOnce = (content: HTMLElement | null) => {
  if (!content || focused.has(content)) return;
  // Once alone: as it closes it is told of again, and the focus has gone back by then.
  focused.add(content);
  if (content.contains(document.activeElement)) return;
  (content.querySelector<HTMLElement>("[data-autofocus]") ?? content).focus({ preventScroll: true });
};

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, red, dark: night },
  fontFamily: UI,
  headings: { fontFamily: UI, fontWeight: "600" },
  fontSizes: { xs: "11.5px", sm: "13px", md: "14px", lg: "16px", xl: "19px" },
  lineHeights: { xs: "1.6", sm: "1.6", md: "1.6", lg: "1.6", xl: "1.6" },
  defaultRadius: 7,
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    TextInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    // The list scrolls itself: a box around it that scrolls would be one that no key reaches.
    Select: {
      defaultProps: { size: "xs", comboboxProps: { shadow: "md" }, withCheckIcon: true, withScrollArea: false },
    },
    Autocomplete: {
      defaultProps: {
        size: "xs",
        comboboxProps: { shadow: "md", width: 230, position: "bottom-start" },
        withScrollArea: false,
      },
    },
    TagsInput: { defaultProps: { size: "xs", withScrollArea: false } },
    MultiSelect: { defaultProps: { size: "xs", withScrollArea: false } },
    DateTimePicker: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
        // The page itself never scrolls, and the guide beside a dialog does.
        lockScroll: false,
        // A dialog's heading is no second banner of the page.
        attributes: { header: { role: "presentation" } },
      },
    },
    ModalContent: { defaultProps: { ref: focusAtOnce } },
    // No nameless place above the first line has the focus.
    Menu: { defaultProps: { shadow: "md", withInitialFocusPlaceholder: false } },
    MenuDropdown: { defaultProps: { ref: focusFirstLine } },
    Tooltip: { defaultProps: { openDelay: 500, events: { hover: true, focus: true, touch: false } } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
  },
});
