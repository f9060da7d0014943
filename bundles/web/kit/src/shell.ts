/** The frame around every page: brand, navigation, user menu, and what is said about the network. */
import '@vaadin/app-layout';
import '@vaadin/app-layout/vaadin-drawer-toggle.js';
import '@vaadin/side-nav';
import '@vaadin/menu-bar';
import type { MenuBarItem, MenuBarItemSelectedEvent } from '@vaadin/menu-bar';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { CircleUserRound, type IconNode } from 'lucide';
import { network } from './api/index.ts';
import { Plain } from './element.ts';
import { icon } from './icons.ts';
import { chooseLanguage, language, type Language } from './language.ts';
import { messages } from './messages/index.ts';
import { go } from './router.ts';
import { logOut, NAME_CHANGED, session } from './session.ts';
import { chooseTheme, theme, type Theme } from './theme.ts';
import { toast, toastProblem } from './toast.ts';

export interface NavigationItem {
  label: string;
  path: string;
  icon: IconNode;
  /** A number behind the label, such as how many wait. */
  count?: string;
  /** Only the page itself, not those below it. */
  exact?: boolean;
  /** A gap above the item. */
  startsGroup?: boolean;
}

/** A place where the user can be: a firm of the gateway, a space of the platform. */
export interface Place {
  id: string;
  name: string;
}

interface UserMenuItem extends MenuBarItem {
  act?: () => void;
}

/**
 * The pages go into the element with id outlet, which the router fills.
 *
 * @fires place-chosen with the id of the place
 */
@customElement('rattache-shell')
export class Shell extends Plain {
  /** La passerelle, l'espace légal. */
  @property() product = '';
  @property() home = '/';
  @property({ attribute: false }) items: NavigationItem[] = [];
  /** The address of the page about who is logged in; not in the menu without one. */
  @property() account = '';
  @property({ attribute: false }) places: Place[] = [];
  @property() place = '';
  @state() private away = false;
  @state() private outdated = false;

  /** Where the pages go; made once, so that the router's page survives what changes around it. */
  readonly outlet: HTMLElement = Object.assign(document.createElement('main'), { id: 'outlet', tabIndex: -1 });

  override connectedCallback(): void {
    super.connectedCallback();
    network.addEventListener('away', this.#onAway);
    network.addEventListener('back', this.#onBack);
    window.addEventListener('vite:preloadError', this.#onOutdated);
    this.addEventListener(NAME_CHANGED, this.#onName);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    network.removeEventListener('away', this.#onAway);
    network.removeEventListener('back', this.#onBack);
    window.removeEventListener('vite:preloadError', this.#onOutdated);
    this.removeEventListener(NAME_CHANGED, this.#onName);
  }

  readonly #onName = () => this.requestUpdate();

  readonly #onAway = () => (this.away = true);

  readonly #onBack = () => {
    this.away = false;
    toast(messages().shell.back, { kind: 'info' });
  };

  /** After an update of the server an old tab asks for files that are gone. */
  readonly #onOutdated = (event: Event) => {
    event.preventDefault();
    this.outdated = true;
  };

  protected override render() {
    const m = messages().shell;
    return html`
      <vaadin-app-layout primary-section="drawer">
        <header slot="drawer" class="brand">
          <a class="skip" href="#outlet" @click=${this.#skip}>${m.skip}</a>
          <a class="brand-link" href=${this.home}><span class="brand-mark" aria-hidden="true">R</span>${this.product}</a>
        </header>
        <vaadin-side-nav slot="drawer" aria-label=${m.navigation}>
          ${this.items.map(
            (item) => html`
              <vaadin-side-nav-item class=${item.startsGroup ? 'starts-group' : ''} .path=${item.path} .matchNested=${!item.exact}>
                <span slot="prefix">${icon(item.icon)}</span>
                ${item.label}
                ${item.count ? html`<span slot="suffix" class="count">${item.count}</span>` : nothing}
              </vaadin-side-nav-item>
            `,
          )}
        </vaadin-side-nav>
        <footer slot="drawer" class="user">${this.#userMenu()}</footer>
        <section slot="navbar" class="phone-bar" aria-label=${this.product}>
          <vaadin-drawer-toggle aria-label=${m.openMenu}></vaadin-drawer-toggle>
          <span class="brand-link"><span class="brand-mark" aria-hidden="true">R</span>${this.product}</span>
        </section>
        ${this.away ? html`<div class="banner" role="alert">${m.away}</div>` : nothing}
        ${this.outdated
          ? html`<div class="banner" role="alert">
              ${m.newVersion} <button class="link" @click=${() => location.reload()}>${m.reload}</button>
            </div>`
          : nothing}
        ${this.outlet}
      </vaadin-app-layout>
    `;
  }

  readonly #skip = (event: Event) => {
    event.preventDefault();
    this.outlet.focus();
  };

  #userMenu() {
    const m = messages();
    const { user } = session();
    const face = document.createElement('span');
    face.className = 'user-face';
    face.append(icon(CircleUserRound, 20));
    const name = document.createElement('span');
    name.className = 'user-name';
    name.textContent = user.name;
    face.append(name);
    const places: UserMenuItem[] = this.places.map((place) => ({
      text: place.name,
      checked: place.id === this.place,
      act: () => this.dispatchEvent(new CustomEvent('place-chosen', { detail: place.id })),
    }));
    const languages = (['fr', 'en'] as Language[]).map((one) => ({
      text: m.language[one],
      checked: one === language(),
      act: () => chooseLanguage(one),
    }));
    const themes = (['system', 'light', 'dark'] as Theme[]).map((one) => ({
      text: m.theme[one],
      checked: one === theme(),
      act: () => {
        chooseTheme(one);
        this.requestUpdate();
      },
    }));
    const items: UserMenuItem[] = [
      {
        component: face,
        children: [
          ...(places.length > 1 ? [...places, { component: 'hr' }] : []),
          ...(this.account ? [{ text: m.account.title, act: () => go(this.account) }] : []),
          { text: m.language.label, children: languages },
          { text: m.theme.label, children: themes },
          { component: 'hr' },
          { text: m.shell.logOut, act: () => void logOut().catch(toastProblem) },
        ] as UserMenuItem[],
      },
    ];
    const selected = (event: MenuBarItemSelectedEvent) => (event.detail.value as UserMenuItem).act?.();
    return html`<vaadin-menu-bar
      theme="tertiary"
      aria-label=${m.shell.userMenu(user.name)}
      .items=${items}
      .i18n=${m.shell.menu}
      @item-selected=${selected}
    ></vaadin-menu-bar>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rattache-shell': Shell;
  }
}
