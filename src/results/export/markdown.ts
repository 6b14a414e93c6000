import type { Column } from '../../protocol/query';
import type { MakeExporter } from './export-format';

const numberName = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|BIGNUM)$/;

/** A table; numbers stand to the right. */
export const markdownExporter: MakeExporter = (columns) => {
  let start = markdownHeader(columns);
  return {
    write({ rowCount, columns: readers }) {
      let text = start;
      start = '';
      for (let row = 0; row < rowCount; row++) text += markdownRow(readers.map((reader) => reader.text(row)));
      return [text];
    },
    finish: () => [start],
  };
};

export function markdownHeader(columns: readonly Column[]): string {
  const lines = columns.map(({ type }) => (numberName.test(type.name) ? '---:' : '---'));
  return `${markdownRow(columns.map(({ name }) => name))}| ${lines.join(' | ')} |\n`;
}

export function markdownRow(texts: readonly (string | null)[]): string {
  return `| ${texts.map((text) => (text === null ? 'NULL' : escape(text))).join(' | ')} |\n`;
}

function escape(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\r\n|[\n\r]/g, '<br>');
}
