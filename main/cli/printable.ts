// Control characters move the cursor or change colours; the others reverse what is read or show nothing.
const hidden = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
const hiddenOutsideJson = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * Text from a file, safe to show: a package may hold names that would otherwise write over the terminal or look
 * like another name. Such characters are shown as `\u{1b}`.
 */
export function printable(text: string): string {
  return text.replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for JSON, which already escapes the rest and stays the same document. */
export function printableJson(json: string): string {
  return json.replace(
    hiddenOutsideJson,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
