// From the site's one colour: what is written on it, and a shade of it that can be read on our grounds.

/** Values for the style sheet's own names; nothing when `color` is not `#rrggbb`. */
export function shades(color = ""): Record<string, string> {
  if (!/^#[\da-f]{6}$/i.test(color)) return {};
  return {
    "--d-teal": color,
    // Black and white are equally readable on a ground of this luminance.
    "--d-on": luminance(color) < 0.179 ? "#fff" : "#000",
  };
}

/** Relative luminance as WCAG defines it. */
export function luminance(color: string): number {
  return [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
    const part = parseInt(color.substr(1 + index * 2, 2), 16) / 255;
    return sum + weight * (part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92);
  }, 0);
}
