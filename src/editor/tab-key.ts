/** Pressed together, they have Tab leave an editor in which it indents. */
export const keysThatFreeTab = /mac/i.test(navigator.userAgent) ? 'Control+Shift+M' : 'Ctrl+M';
