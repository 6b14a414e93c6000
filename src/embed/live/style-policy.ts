/**
 * Whether the page's policy allows `<style>` elements and style attributes, which Monaco needs. Asked without trying, because what a
 * policy refuses is reported.
 */
export async function allowsInlineStyles(): Promise<boolean> {
  const metas = document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="content-security-policy" i]');
  const policies = [...metas].map(({ content }) => content);
  if (!policies.every(policyAllowsStyles)) return false;
  try {
    const { headers } = await fetch(location.href, { method: 'HEAD' });
    const names = ['content-security-policy', 'content-security-policy-report-only'];
    // Several of a name come as one, with commas between them.
    return names.every((name) => headers.get(name)?.split(',').every(policyAllowsStyles) ?? true);
  } catch {
    return false;
  }
}

/** `'unsafe-inline'` counts for nothing beside a nonce or a hash. */
export function policyAllowsStyles(policy: string): boolean {
  const directives = new Map(
    policy
      .toLowerCase()
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name, sources] as const)
      .toReversed(),
  );
  return ['style-src-elem', 'style-src-attr'].every((name) => {
    const sources = directives.get(name) ?? directives.get('style-src') ?? directives.get('default-src');
    if (!sources) return true;
    return sources.includes("'unsafe-inline'") && !sources.some((source) => /^'(?:nonce|sha\d+)-/.test(source));
  });
}
