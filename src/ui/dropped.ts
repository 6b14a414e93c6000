/** A file or folder as it is dropped: an entry where the browser tells of folders. */
export type Dropped = File | FileSystemEntry;

/** What a drop brings. It can be asked only while the event is under way. */
export function droppedOn({ items }: DataTransfer): Dropped[] {
  return [...items].flatMap((item) => {
    const dropped = item.kind === 'file' ? (item.webkitGetAsEntry() ?? item.getAsFile()) : null;
    return dropped ? [dropped] : [];
  });
}
