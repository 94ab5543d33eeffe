import type { ThemeChoice } from '../../storage/memory.ts';
import type { MemoryState } from '../settings/memory.ts';

/** The page as a beamer shows it, to a room; it is not remembered. */
export interface ProjectorState {
  /** Null: the usual page. Light at first, whatever the page is otherwise: beamers have no black. */
  readonly projector: { readonly theme: ThemeChoice } | null;
  setProjector(on: boolean): void;
  /** Of the projected page alone. */
  setProjectedTheme(theme: ThemeChoice): void;
}

export const createProjectorSlice = (set: (patch: Partial<ProjectorState>) => void): ProjectorState => ({
  projector: null,
  setProjector: (on) => set({ projector: on ? { theme: 'light' } : null }),
  setProjectedTheme: (theme) => set({ projector: { theme } }),
});

/** The theme that holds now. */
export const themeOf = ({
  projector,
  theme,
}: Pick<ProjectorState, 'projector'> & Pick<MemoryState, 'theme'>) => projector?.theme ?? theme;
