import { BaseElement } from './base-element';

/** `<sql-playground-data name="orders.csv" src="data/orders.csv">`: declares a file; what runs fetches it. Draws nothing. */
export class PlaygroundData extends BaseElement {
  connectedCallback(): void {
    this.hidden = true;
  }
}
