/**
 * Addresses of pages that show a file, as people copy them, and where the file itself is.
 *
 * @returns undefined for an address that no such page is known at
 */
export function fileBehindPage(url: URL): string | undefined {
  const { hostname, pathname, searchParams } = url;
  switch (hostname) {
    case 'github.com':
      return rewritten(pathname, /^\/([^/]+\/[^/]+)\/blob\/(.+)$/, 'https://raw.githubusercontent.com/$1/$2');
    case 'gist.github.com':
      return rewritten(pathname, /^\/([^/]+\/[0-9a-f]+)\/?$/, 'https://gist.githubusercontent.com/$1/raw');
    case 'gitlab.com':
      return rewritten(pathname, /^(\/.+\/-)\/blob\/(.+)$/, 'https://gitlab.com$1/raw/$2');
    case 'huggingface.co':
      return rewritten(pathname, /^(\/.+)\/blob\/(.+)$/, 'https://huggingface.co$1/resolve/$2');
    case 'docs.google.com':
      return rewritten(
        pathname,
        /^\/spreadsheets\/d\/([^/]+)(?:\/(?!export).*)?$/,
        'https://docs.google.com/spreadsheets/d/$1/export?format=csv',
      );
    case 'www.dropbox.com':
    case 'dropbox.com': {
      const key = searchParams.get('rlkey');
      return `https://dl.dropboxusercontent.com${pathname}${key === null ? '' : `?rlkey=${encodeURIComponent(key)}`}`;
    }
    default:
      return undefined;
  }
}

/** Hosts whose addresses without a file's name are pages all the same. */
export function isPageHost({ hostname }: URL): boolean {
  return ['drive.google.com', 'docs.google.com', 'www.dropbox.com', 'dropbox.com', '1drv.ms'].includes(hostname);
}

function rewritten(path: string, pattern: RegExp, address: string): string | undefined {
  return pattern.test(path) ? path.replace(pattern, address) : undefined;
}
