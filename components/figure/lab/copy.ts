/** Puts a text into the clipboard, and says what came of it. */

export async function copied(text: string, done: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return done;
  } catch {
    // Without a clipboard (an insecure page, a frame that may not) the text is told.
    return `Copy this: ${text}`;
  }
}
