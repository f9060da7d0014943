import '@vaadin/combo-box';
import '@vaadin/dialog';
import type { ComboBoxDataProvider } from '@vaadin/combo-box';
import { comboBoxRenderer, type ComboBoxLitRenderer } from '@vaadin/combo-box/lit.js';
import type { Dialog } from '@vaadin/dialog';
import { formatSiren, go, nameText, type NavigationItem } from '@rattache/kit';
import { html, render } from 'lit';
import { searchClients } from './clients/search.ts';
import { address } from './firm.ts';
import { messages } from './messages/index.ts';

/** Where one can go: a page of the firm, or a client file. */
interface Destination {
  address: string;
  label: string;
  hint: string;
}

const MOST_CLIENTS = 20;

let shown: Dialog | undefined;

/** Ctrl+K: any page and any client file, by a few letters. */
export function openPalette(pages: readonly NavigationItem[]): void {
  if (shown) {
    return;
  }
  const m = messages().palette;
  const dialog = document.createElement('vaadin-dialog') as Dialog;
  dialog.headerTitle = m.title;
  dialog.classList.add('palette');
  const provider: ComboBoxDataProvider<Destination> = (params, callback) => {
    destinations(pages, params.filter).then(
      (found) => callback(found, found.length),
      () => callback([], 0),
    );
  };
  const leave = (event: CustomEvent<{ value: Destination | null | undefined }>) => {
    const chosen = event.detail.value;
    if (chosen) {
      dialog.opened = false;
      go(chosen.address);
    }
  };
  dialog.renderer = (root) =>
    render(
      html`<vaadin-combo-box
        class="wide"
        autofocus
        .label=${m.label}
        .helperText=${m.help}
        .dataProvider=${provider}
        item-id-path="address"
        item-value-path="address"
        item-label-path="label"
        @selected-item-changed=${leave}
        ${comboBoxRenderer(ROW, [])}
      ></vaadin-combo-box>`,
      root,
    );
  dialog.addEventListener('closed', () => {
    dialog.remove();
    shown = undefined;
  });
  document.body.append(dialog);
  shown = dialog;
  dialog.opened = true;
}

const ROW: ComboBoxLitRenderer<Destination> = (one) => html`
  <div class="option">
    <span>${nameText(one.label)}</span>
    <span class="small">${one.hint}</span>
  </div>
`;

async function destinations(pages: readonly NavigationItem[], text: string): Promise<Destination[]> {
  const wanted = plain(text.trim());
  const found = pages
    .filter((one) => plain(one.label).includes(wanted))
    .map((one) => ({ address: one.path, label: one.label, hint: messages().palette.page }));
  if (!wanted) {
    return found;
  }
  const clients = await searchClients(text, 'name', undefined, MOST_CLIENTS);
  return [
    ...found,
    ...clients.items.map((file) => ({
      address: address(`clients/${file.id}`),
      label: file.name,
      hint: [messages().palette.client, formatSiren(file.siren)].filter(Boolean).join(' · '),
    })),
  ];
}

/** Without accents and case. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
