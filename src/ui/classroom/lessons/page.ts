import type { DraftPair } from '../../../space/architecture.ts';
import { wholeOf } from '../../../space/edit/draft.ts';
import { beginHistory } from '../../../space/edit/history.ts';
import type { EditorOrigin } from '../../../store/editor/editor.ts';
import type { PlaygroundState, PlaygroundStore } from '../../../store/store.ts';
import type { InspectorChoicesStore } from '../../child/inspector/view.ts';
import type { ControllerViewStore } from '../../search/controller/view.ts';
import type { NetworkViewStore } from '../../search/network/view.ts';
import type { TradeoffViewStore } from '../../search/tradeoff/view.ts';

/** What a step is brought on, at once and without being seen to: the page's own state and that of its views. */
export interface Page {
  readonly network: NetworkViewStore;
  readonly tradeoff: TradeoffViewStore;
  readonly controller: ControllerViewStore;
  readonly inspector: InspectorChoicesStore;
  get(): PlaygroundState;
  /** Closes what lies over the panels, and sets both and their views to how a lesson begins. */
  clear(): void;
  /** Opens the editor on a draft, whatever was edited before. */
  edit(draft: DraftPair, origin: EditorOrigin): void;
  /** Resolves once the page is so. */
  until(is: (state: PlaygroundState) => boolean): Promise<void>;
}

export type Views = Pick<Page, 'network' | 'tradeoff' | 'controller' | 'inspector'>;

export function createPage(store: PlaygroundStore, views: Views): Page {
  return {
    ...views,
    get: store.getState,
    clear() {
      const { closeLayer, openTab } = store.getState();
      closeLayer();
      openTab({ upper: 'child', lower: 'reward' });
      const { network, tradeoff, controller, inspector } = views;
      network.setState(network.getInitialState(), true);
      tradeoff.setState(tradeoff.getInitialState(), true);
      controller.setState(controller.getInitialState(), true);
      inspector.setState(inspector.getInitialState(), true);
    },
    edit(draft, origin) {
      const editor = { origin, history: beginHistory(draft), whole: wholeOf(draft) };
      const layer = {
        view: 'editor',
        tab: 'normal',
        beside: null,
        cell: null,
        held: null,
        from: null,
      } as const;
      store.setState({ editor, layer, editorNode: null });
    },
    until: (is) =>
      new Promise((resolve) => {
        if (is(store.getState())) return resolve();
        const end = store.subscribe((state) => {
          if (!is(state)) return;
          end();
          resolve();
        });
      }),
  };
}
