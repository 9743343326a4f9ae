// Preact's part in the widget, where every kilobyte counts: function components without state of their own,
// drawn anew from the root, changing in the page only what differs. The build puts it in Preact's place.
import type { ComponentChildren, FunctionComponent, VNode } from "preact";

type Props = Record<string, unknown>;
/** A described element, or a text. */
type Wanted = VNode<Props> | string;

/** What stands in the page: a node, what it was drawn from, and what stands in it. */
interface Drawn {
  node: Node;
  type: string | undefined;
  props: Props;
  inside: Standing;
}

/** By key: the place in the description, or the key given there. */
type Standing = Map<string, Drawn>;

const roots = new WeakMap<Node, Standing>();
const SVG = "http://www.w3.org/2000/svg";

export function jsx(type: VNode<Props>["type"], props: Props, key?: string) {
  return { type, props, key };
}
export { jsx as jsxs };

export function Fragment({ children }: { children: ComponentChildren }) {
  return children;
}

/** One value at a time for the whole tree. */
export function createContext<Value>(value: Value) {
  const context = {
    value,
    Provider(props: { value: Value; children: ComponentChildren }) {
      context.value = props.value;
      return props.children;
    },
  };
  return context;
}

export function useContext<Value>(context: { value: Value }): Value {
  return context.value;
}

export function render(tree: ComponentChildren, root: Node) {
  roots.set(root, drawInto(root, roots.get(root) ?? new Map(), tree, false));
}

function drawInto(parent: Node, before: Standing, children: ComponentChildren, svg: boolean): Standing {
  const wanted = new Map<string, Wanted>();
  expand(children, "", wanted);
  for (const [key, { node, type }] of before) {
    const want = wanted.get(key);
    if (want !== undefined && typeOf(want) === type) continue;
    (node as ChildNode).remove();
    before.delete(key);
  }
  const after: Standing = new Map();
  let next = parent.firstChild;
  for (const [key, want] of wanted) {
    const drawn = drawOne(before.get(key), want, svg);
    // What already stands in its place is not moved: moving costs focus and scroll position.
    if (drawn.node === next) next = next.nextSibling;
    else parent.insertBefore(drawn.node, next);
    after.set(key, drawn);
  }
  return after;
}

/** Calls components and unfolds lists, until only elements and texts are left. */
function expand(child: ComponentChildren, key: string, into: Map<string, Wanted>) {
  if (child == null || typeof child === "boolean") return;
  if (Array.isArray(child)) {
    child.forEach((each: ComponentChildren, index) => expand(each, `${key}/${keyOf(each) ?? index}`, into));
  } else if (typeof child !== "object") {
    into.set(key, String(child));
  } else if (typeof (child as VNode).type === "function") {
    const { type, props } = child as VNode<Props>;
    expand((type as FunctionComponent<Props>)(props), `${key}/`, into);
  } else {
    into.set(key, child as VNode<Props>);
  }
}

function drawOne(before: Drawn | undefined, want: Wanted, svg: boolean): Drawn {
  const props: Props = typeof want === "string" ? { text: want } : want.props;
  const type = typeOf(want);
  const drawing = svg || type === "svg";
  if (type === undefined) {
    const node = before?.node ?? document.createTextNode("");
    if (before?.props["text"] !== want) node.nodeValue = want as string;
    return { node, type, props, inside: new Map() };
  }
  const make = () => (drawing ? document.createElementNS(SVG, type) : document.createElement(type));
  const node = (before?.node ?? make()) as Element;
  const old = before?.props ?? {};
  for (const name in { ...old, ...props }) {
    if (name !== "children" && (old[name] !== props[name] || name === "value")) set(node, name, props[name]);
  }
  const inside = drawInto(node, before?.inside ?? new Map(), props["children"] as ComponentChildren, drawing);
  return { node, type, props, inside };
}

function set(node: Element, name: string, value: unknown) {
  const fields = node as unknown as Props;
  if (name.startsWith("on")) fields[name.toLowerCase()] = value;
  else if (name === "value") {
    if (fields[name] !== value) fields[name] = value;
  } else if (value == null || (value === false && !name.startsWith("aria"))) node.removeAttribute(name);
  else node.setAttribute(name, String(value));
}

function typeOf(want: Wanted): string | undefined {
  return typeof want === "string" ? undefined : (want.type as string);
}

function keyOf(child: ComponentChildren): unknown {
  return (child as VNode | null | undefined)?.key;
}
