/** An entry of a menu; `null` between entries is a line. */
export interface MenuItem {
  label: string;
  /** What it does more exactly, or how the keyboard does it. */
  note?: string | undefined;
  /** Set where it is on or off. */
  isChecked?: boolean | undefined;
  isDisabled?: boolean | undefined;
  onchoose: () => void;
}
