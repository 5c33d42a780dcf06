// What assistive technology is given: Chromium's own accessibility tree, one line for each node.

const SILENT = new Set(['InlineTextBox', 'none', 'generic', 'RootWebArea']);
const STATES = ['level', 'required', 'invalid', 'expanded', 'checked', 'disabled', 'modal', 'multiline', 'valuemin', 'valuemax'];
const ATTRIBUTES = ['aria-sort', 'aria-rowcount', 'aria-rowindex', 'aria-current', 'autocomplete']; // which the protocol leaves out

function statesOf(node, attributes) {
  const states = (node.properties ?? []).filter(({ name, value }) => STATES.includes(name) && value.value !== false && value.value !== 'false')
    .map(({ name, value }) => (value.value === true ? name : `${name}=${value.value}`));
  if (node.value?.value) states.push(`value=${JSON.stringify(node.value.value)}`);
  if (node.description?.value) states.push(`description=${JSON.stringify(node.description.value)}`);
  for (const name of ATTRIBUTES) if (attributes?.has(name)) states.push(`${name}=${attributes.get(name)}`);
  return states;
}

/** Lines of role, name and states, indented; text that only repeats the name of its parent is left out. */
export async function accessibilityTree(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('DOM.enable');
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const { nodes: elements } = await client.send('DOM.getFlattenedDocument', { depth: -1 });
  await client.detach();
  const attributesOf = new Map(elements.map(({ backendNodeId, attributes = [] }) => [backendNodeId,
    new Map(Array.from({ length: attributes.length / 2 }, (_, i) => [attributes[2 * i], attributes[2 * i + 1]]))]));
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = [];
  const walk = (id, depth, around) => {
    const node = byId.get(id);
    if (!node) return;
    const role = node.role?.value ?? '', name = node.name?.value ?? '';
    let inner = depth;
    if (!node.ignored && !SILENT.has(role) && !(role === 'StaticText' && name === around)) {
      const words = [role, ...(name ? [JSON.stringify(name)] : []), ...statesOf(node, attributesOf.get(node.backendDOMNodeId))];
      lines.push('  '.repeat(depth) + words.join(' '));
      inner++;
    }
    if (role === 'Date') return; // the browser's own parts, in its own language
    for (const child of node.childIds ?? []) walk(child, inner, node.ignored ? around : name);
  };
  walk(nodes[0].nodeId, 0, '');
  return lines.join('\n');
}
