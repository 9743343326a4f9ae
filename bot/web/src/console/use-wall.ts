// Whether the wallboard is open: kept in the address, so that a wall screen shows it again after a reload.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";

const WALL = "#wallboard";

export function useWall(): [boolean, (open: boolean) => void] {
  const [open, set] = useState(isWall);
  // Where to go back to; from a fresh address that is the list.
  const before = useRef("");
  useEffect(() => {
    const follow = () => set(isWall());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const show = useCallback((wanted: boolean) => {
    if (wanted === isWall()) return;
    if (wanted) before.current = location.hash;
    location.hash = wanted ? WALL : before.current;
    set(wanted);
  }, []);
  return [open, show];
}

function isWall(): boolean {
  return location.hash === WALL;
}
