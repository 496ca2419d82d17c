/** What Streamlit hands to a mounted part of a page, each time that the page runs. */
export interface Mounted<Data, Value> {
  data: Data;
  parentElement: Element | ShadowRoot;
  setTriggerValue(name: string, value: Value): void;
}
