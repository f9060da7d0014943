/** The icons of both applications, from Lucide. An icon beside a text is decoration: screen readers pass it. */
import { createElement, type IconNode } from 'lucide';

export function icon(node: IconNode, size = 18): SVGElement {
  const svg = createElement(node, { width: String(size), height: String(size), 'stroke-width': '1.75' });
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  return svg;
}
