/**
 * Keeps the keyboard's place: when the element of `host` that has the focus goes away, a stand-in takes it. Without one the page
 * itself has it, and a keyboard starts from the top.
 */
export function keepFocusIn(
  host: HTMLElement,
  focusStandIn: () => void
): () => void {
  let last: Element | null = null;
  // Leaving is not listened to: browsers differ in whether an element that is taken out of the page still says so.
  const onFocus = ({ target }: FocusEvent) => {
    last = target instanceof Element && host.contains(target) ? target : null;
  };
  const observer = new MutationObserver(() => {
    if (last?.isConnected === false) {
      last = null;
      if (document.activeElement === document.body) {
        focusStandIn();
      }
    }
  });
  document.addEventListener('focusin', onFocus);
  observer.observe(host, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    observer.disconnect();
  };
}
