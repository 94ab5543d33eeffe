import { type ReactElement, useEffect, useState } from 'react';
import { type KnownRecipes, NO_RECIPES } from '../ui/hooks/recipes.ts';
import { Playground } from '../ui/Playground.tsx';

/** The page; what was measured of recipes beforehand comes after it is drawn. Until then, and without it, whiskers are of the images only, and say so. */
export function Informed(): ReactElement {
  const [recipes, setRecipes] = useState<KnownRecipes>(NO_RECIPES);
  useEffect(() => {
    import('./loadRecipes.ts')
      .then(({ loadRecipes }) => loadRecipes(document.baseURI))
      .then(setRecipes)
      .catch((thrown: unknown) => console.warn(thrown));
  }, []);
  return <Playground recipes={recipes} />;
}
