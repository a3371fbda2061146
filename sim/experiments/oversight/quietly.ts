/** A stage whose updates nobody draws: it lets others in between them, and returns what it ends with. */
export function* quietly<Ends>(
  stage: Generator<unknown, Ends, undefined>,
): Generator<undefined, Ends, undefined> {
  for (;;) {
    const next = stage.next();
    if (next.done) return next.value;
    yield undefined;
  }
}
