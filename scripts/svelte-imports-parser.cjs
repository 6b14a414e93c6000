// Lets the import rules read components. They want no tokens, without which Svelte's parser fails, and look for imports at
// the top of a module, where a component has its scripts.
const svelteParser = require('svelte-eslint-parser');
const typescriptParser = require('@typescript-eslint/parser');

module.exports = {
  /**
   * @param {string} code
   * @param {object} options
   */
  parseForESLint(code, options) {
    const { ast } = svelteParser.parseForESLint(code, {
      ...options,
      comment: true,
      tokens: true,
      parser: typescriptParser,
    });
    const body = ast.body.flatMap((node) => (node.type === 'SvelteScriptElement' ? node.body : []));
    return { ast: { ...ast, body } };
  },
};
