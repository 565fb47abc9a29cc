import { ownValue } from '../own.ts';
/** An element of a document; text is trimmed. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const token =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)|</g;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a small well-formed document; no DTD, no namespaces. @throws SyntaxError when it isn't well-formed */
export function parseXml(source: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [top];
  for (const match of source.replace(/^\uFEFF/, '').matchAll(token)) {
    take(open, match);
  }

  const [root, extra] = top.children;
  if (open.length !== 1 || !root || extra || top.text !== '') {
    throw new SyntaxError('the document must have exactly one closed root element');
  }
  return root;
}

function take(open: XmlElement[], match: RegExpMatchArray): void {
  const [whole, slash, name, attributes = '', selfClosing, text] = match;
  const parent = open.at(-1);
  if (!parent || whole === '<') {
    throw new SyntaxError('stray < or closing tag');
  }
  if (text !== undefined) {
    parent.text = (parent.text + decode(text)).trim();
  } else if (name !== undefined && slash === '/') {
    close(open, name);
  } else if (name !== undefined) {
    const element: XmlElement = { name, attributes: attributesOf(attributes), children: [], text: '' };
    parent.children.push(element);
    if (selfClosing !== '/') {
      open.push(element);
    }
  }
}

function close(open: XmlElement[], name: string): void {
  const element = open.pop();
  if (element?.name !== name) {
    throw new SyntaxError(`</${name}> closes <${element?.name}>`);
  }
}

function attributesOf(source: string): Record<string, string> {
  return Object.fromEntries(
    [...source.matchAll(attribute)].map(([, name = '', double, single]) => [name, decode(double ?? single ?? '')]),
  );
}

function decode(text: string): string {
  return text.replaceAll(/&(#\d+|\w+);/g, (whole, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (ownValue(entities, name) ?? whole),
  );
}
