import { createElement, type IconNode } from 'lucide';

/** The icon before the text of a button. */
export function buttonIcon(node: IconNode): SVGElement {
  const svg = icon(node, 16);
  svg.setAttribute('slot', 'prefix');
  return svg;
}

/** An icon of Lucide. Beside a text it is decoration: screen readers pass it. */
export function icon(node: IconNode, size = 18): SVGElement {
  const svg = createElement(node, { width: String(size), height: String(size), 'stroke-width': '1.75' });
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  return svg;
}
