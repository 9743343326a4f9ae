// Line icons on a 24 grid, drawn in the text's colour.

const paths = {
  save: "M12 4v11M7 10l5 5 5-5M5 20h14",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  send: "M12 19V5M6 11l6-6 6 6",
  person: "M12 11a4 4 0 100-8 4 4 0 000 8zM4 21c0-9 16-9 16 0",
  plane: "M21 4L3 11l6 3 2 6 3-4 4 2zM9 14l6-5",
  check: "M5 12l5 5 9-10",
  alert: "M12 7v6M12 17v.1M12 3a9 9 0 110 18 9 9 0 010-18z",
  shield: "M12 3l8 3v5c0 5-4 8-8 10-4-2-8-5-8-10V6z",
  clock: "M12 7v5l3 2M12 3a9 9 0 110 18 9 9 0 010-18z",
  phone: "M6 4h3l2 5-2 1a11 11 0 005 5l1-2 5 2v3a2 2 0 01-2 2A16 16 0 014 6a2 2 0 012-2z",
  page: "M6 3h8l4 4v14H6zM10 12h5M10 16h5",
  cloud: "M4 4l16 16M9 6a6 6 0 019 5 4 4 0 012 6M16 19H8a4 4 0 01-1-8",
};

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="d-icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** The bridge: our mark. */
export function Mark({ size = 36 }: { size?: number }) {
  return (
    <svg class="d-mark" width={size} height={size} viewBox="0 0 36 36" aria-hidden="true">
      <rect width="36" height="36" rx="11" />
      <path d="M7 25h22M9 25c0-13 18-13 18 0M18 15v10M13 18v7M23 18v7" />
    </svg>
  );
}
