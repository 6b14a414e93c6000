/** A media query as state. */
export class MediaQuery {
  #matches = $state(false);

  constructor(query: string) {
    const list = matchMedia(query);
    this.#matches = list.matches;
    list.addEventListener('change', () => {
      this.#matches = list.matches;
    });
  }

  get matches(): boolean {
    return this.#matches;
  }
}
