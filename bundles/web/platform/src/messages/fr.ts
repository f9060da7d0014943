/** The texts of the platform, in French. */
export const fr = {
  product: 'Espace légal',
  home: 'Accueil',
  noSpace: 'Aucun espace légal',
  noSpaceText: 'Ce compte ne gère aucun espace légal. Une entreprise vous invite à créer le vôtre.',
};
