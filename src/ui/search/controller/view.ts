import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CellKind } from '../../../space/architecture.ts';
import type { Decision } from '../../../strategies/strategy.ts';

/** What a person chose in the controller's view; it stays while another view is looked at. */
export interface ControllerViewState {
  readonly kind: CellKind;
  /** Of the chosen decision, among those of its cell. */
  readonly index: number;
  readonly told: 'decision' | 'update';
  /** A walk through the decisions of one child, and how many of them are made. */
  readonly walk: { readonly of: readonly Decision[]; readonly made: number } | null;
}

export type ControllerViewStore = StoreApi<ControllerViewState>;

const createControllerView = (): ControllerViewStore =>
  createStore<ControllerViewState>()(() => ({ kind: 'normal', index: 0, told: 'decision', walk: null }));

const ControllerViewContext = createContext<ControllerViewStore>(createControllerView());

export const useControllerViewStore = (): ControllerViewStore => useContext(ControllerViewContext);

export const useControllerView = <Part>(select: (view: ControllerViewState) => Part): Part =>
  useStore(useControllerViewStore(), select);
