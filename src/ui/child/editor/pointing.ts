/** Handlers of a control that tells what it would lead to, while it is pointed at or focused. */
export const pointing = <To>(to: To | null, onPoint: (to: To | null) => void) => ({
  onPointerEnter: () => onPoint(to),
  onPointerLeave: () => onPoint(null),
  onFocus: () => onPoint(to),
  onBlur: () => onPoint(null),
});
