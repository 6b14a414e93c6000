/** A failure in the engine's own words, as its C API gives them. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
