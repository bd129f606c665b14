import { useEffect, useState } from 'preact/hooks';

/** The width in pixels up to which a window is narrow. The style sheets have the same number. */
const NARROW = '(max-width: 900px)';

/** Returns true in a narrow window. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const follow = (): void => setNarrow(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return narrow;
}
