// The browser's storage, which may be full, shut, or hold what somebody else has written.

export function keys(storage: Storage): string[] {
  return quietly(() => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "")) ?? [];
}

export function read<T>(storage: Storage, key: string): T | undefined {
  return quietly(() => JSON.parse(storage.getItem(key) ?? "null") as T | null) ?? undefined;
}

export function quietly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
