// Names by key; what has no name keeps its key.

export const table = (names: Record<string, string>) => (key: string) => names[key] ?? key;
