/** The texts of the gateway, in French. */
export const fr = {
  product: 'Passerelle',
  navigation: {
    dashboard: 'Tableau de bord',
  },
  dashboard: {
    title: 'Tableau de bord',
    lead: 'Ce qui attend une action de votre part.',
  },
};
