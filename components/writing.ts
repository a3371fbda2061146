/** How text and numbers are written, wherever they are shown. */

/** For HTML and SVG, in text and in attributes. */
export const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A negative number with the minus of print. */
export const withMinus = (value: number | string): string => String(value).replace(/^-/, '−');
