package org.rattache.web.pages.internal;

/** Every sentence of the pages, in both languages: one without the other does not compile. */
enum Words {
    LANGUAGE("Langue", "Language"),
    OTHER_LANGUAGE("English", "Français"),
    ERROR("Erreur", "Error"),
    CHECK_FIELDS("Vérifiez ce qui est signalé ci-dessous.", "Check what is marked below."),

    LOG_IN("Se connecter", "Log in"),
    LOG_IN_TITLE("Connexion", "Log in"),
    EMAIL("Adresse e-mail", "E-mail address"),
    PASSWORD("Mot de passe", "Password"),
    FORGOTTEN("Mot de passe oublié\u00a0?", "Forgotten your password?"),
    LOG_IN_FAILED(
            "L'adresse e-mail ou le mot de passe n'est pas juste.",
            "The e-mail address or the password is not right."),

    LOG_OUT("Se déconnecter", "Log out"),
    LOG_OUT_TITLE("Déconnexion", "Log out"),
    LOG_OUT_LEAD("Vous êtes connecté avec l'adresse %s.", "You are logged in as %s."),
    STAY("Rester connecté", "Stay logged in"),
    LOGGED_OUT("Vous êtes déconnecté.", "You are logged out."),

    CHANGE_TITLE("Choisissez votre mot de passe", "Choose your password"),
    CHANGE_LEAD(
            "Le mot de passe qui vous a été donné ne sert qu'une fois. Choisissez le vôtre avant de continuer.",
            "The password that you were given works once. Choose your own before you go on."),
    CURRENT_PASSWORD("Mot de passe actuel", "Current password"),
    NEW_PASSWORD("Nouveau mot de passe", "New password"),
    AGAIN("Le même, encore une fois", "The same once more"),
    PASSWORD_HINT(
            "12 caractères au moins\u00a0; plusieurs mots font un bon mot de passe.",
            "At least 12 characters; several words make a good password."),
    SAVE_PASSWORD("Enregistrer le mot de passe", "Save the password"),

    ACTIVATION_TITLE("Bienvenue sur Rattache", "Welcome to Rattache"),
    OPERATOR_LEAD(
            "%s vous invite à travailler sur sa passerelle avec l'adresse %s.",
            "%s invites you to work on its gateway with the address %s."),
    SPACE_LEAD(
            "%s vous invite à créer l'espace légal de %s, pour y recevoir ses documents. Vous vous connecterez avec l'adresse %s.",
            "%s invites you to create the legal space of %s, to receive its documents there. You will log in with the address %s."),
    SPACE_KNOWN_LEAD(
            "%s vous invite à ouvrir l'espace légal de %s. L'adresse %s a déjà un compte\u00a0: entrez son mot de passe.",
            "%s invites you to open the legal space of %s. The address %s has an account already: enter its password."),
    HOLDER_LEAD(
            "%s vous invite à tenir avec lui l'espace légal de %s\u00a0: vous y lirez tous ses documents et répondrez en son nom. Vous vous connecterez avec l'adresse %s.",
            "%s invites you to hold the legal space of %s together: you will read all its documents and answer in its name. You will log in with the address %s."),
    HOLDER_KNOWN_LEAD(
            "%s vous invite à tenir avec lui l'espace légal de %s\u00a0: vous y lirez tous ses documents et répondrez en son nom. L'adresse %s a déjà un compte\u00a0: entrez son mot de passe.",
            "%s invites you to hold the legal space of %s together: you will read all its documents and answer in its name. The address %s has an account already: enter its password."),
    SOMEBODY("Une entreprise", "A firm"),
    YOUR_COMPANY("votre société", "your company"),
    NOTHING_CHANGES(
            "Tant que vous ne validez pas, rien ne change. Si vous ne connaissez pas l'expéditeur, fermez cette page.",
            "Nothing changes until you confirm. If you do not know the sender, close this page."),
    YOUR_NAME("Votre nom", "Your name"),
    OPTIONAL("Facultatif.", "Optional."),
    ACTIVATE("Activer mon accès", "Activate my access"),
    CREATE_SPACE("Créer mon espace légal", "Create my legal space"),
    GO_ON("Continuer", "Go on"),
    WRONG_PASSWORD_OF_ACCOUNT(
            "Ce n'est pas le mot de passe de ce compte.",
            "This is not the password of that account."),
    SPACE_ALREADY_HELD(
            "L'espace de cette société a déjà un titulaire. Adressez-vous à l'entreprise qui vous a invité.",
            "The space of this company has a holder already. Ask the firm that invited you."),

    RESET_TITLE("Mot de passe oublié", "Forgotten password"),
    RESET_LEAD(
            "Nous vous envoyons un lien pour en choisir un autre.",
            "We send you a link to choose another one."),
    RESET_SEND("Recevoir le lien", "Send me the link"),
    RESET_SENT_TITLE("Regardez vos e-mails", "Look at your mail"),
    RESET_SENT(
            "Si un compte existe pour cette adresse, un e-mail part maintenant. Le lien reste valable une heure.",
            "If there is an account for this address, a mail is on its way. Its link remains valid for one hour."),
    RESET_DONE_TITLE("Votre mot de passe est changé", "Your password is changed"),
    RESET_DONE(
            "Toutes vos sessions sont terminées. Connectez-vous avec le nouveau mot de passe.",
            "All your sessions have ended. Log in with the new password."),

    NOT_ME_TITLE("Ce n'était pas vous\u00a0?", "This was not you?"),
    NOT_ME_LEAD(
            "%s a changé le contact de %s, ou rattache cette société au compte d'une autre.",
            "%s has changed the contact of %s, or links this company to the account of another one."),
    NOT_ME_EFFECT(
            "Si vous bloquez, plus personne ne lit les documents de cette société par un rattachement, et elle ne peut plus être rattachée tant que son contact ne change pas.",
            "If you block it, nobody reads the documents of this company through a link any more, and it cannot be linked until its contact changes."),
    NOT_ME_KEEP(
            "Si vous êtes à l'origine de ce changement, fermez simplement cette page.",
            "If you asked for this change, just close this page."),
    FREEZE("Bloquer le rattachement", "Block the link"),
    FROZEN_TITLE("Le rattachement est bloqué", "The link is blocked"),
    FROZEN(
            "Les documents de %s ne sont plus ouverts par un rattachement. %s le voit dans son tableau.",
            "The documents of %s are no longer open through a link. %s sees it in its list."),
    ACCOUNT_HELD(
            "%s a maintenant un titulaire\u00a0: c'est à lui de décider. Ce lien ne bloque rien.",
            "%s has a holder of its own now: it is his to decide. This link blocks nothing."),

    ADDRESS_TITLE("Une nouvelle adresse de connexion", "A new log-in address"),
    ADDRESS_LEAD(
            "Quelqu'un veut se connecter à Rattache avec l'adresse %s, à la place d'une autre.",
            "Somebody wants to log in to Rattache with the address %s instead of another one."),
    ADDRESS_EFFECT(
            "Si c'est vous, confirmez. Toutes vos sessions se terminent, et l'ancienne adresse ne permet plus de se connecter.",
            "If it is you, confirm it. All your sessions end, and the old address no longer logs in."),
    ADDRESS_KEEP(
            "Tant que vous ne confirmez pas, rien ne change. Si vous n'avez rien demandé, fermez cette page.",
            "Nothing changes until you confirm. If you asked for nothing, close this page."),
    ADDRESS_CONFIRM("Confirmer l'adresse", "Confirm the address"),
    ADDRESS_DONE_TITLE("Votre adresse de connexion est changée", "Your log-in address is changed"),
    ADDRESS_DONE(
            "Connectez-vous avec la nouvelle adresse\u00a0; votre mot de passe reste le même.",
            "Log in with the new address; your password stays the same."),
    NOT_MY_ADDRESS_LEAD(
            "Quelqu'un qui connaît votre mot de passe a demandé que l'adresse %s remplace la vôtre.",
            "Somebody who knows your password has asked for the address %s to replace yours."),
    NOT_MY_ADDRESS_EFFECT(
            "Si ce n'était pas vous, annulez\u00a0: votre adresse reste ou redevient celle-ci, toutes les sessions se terminent, le mot de passe ne vaut plus rien, et un lien pour en choisir un autre arrive ici.",
            "If it was not you, cancel it: your address stays or becomes this one again, all sessions end, the password is void, and a link to choose another one arrives here."),
    ADDRESS_CANCEL("Annuler le changement", "Cancel the change"),
    ADDRESS_CANCELLED_TITLE("Le changement est annulé", "The change is cancelled"),
    ADDRESS_CANCELLED(
            "Toutes les sessions sont terminées. Un e-mail part maintenant vers votre adresse\u00a0: il contient le lien pour choisir un autre mot de passe.",
            "All sessions have ended. A mail is on its way to your address, with the link to choose another password."),

    DEAD_LINK_TITLE("Ce lien ne fonctionne plus", "This link does not work any more"),
    DEAD_LINK(
            "Il a déjà servi, ou il a expiré. S'il s'agit d'une invitation, demandez-en une autre à l'entreprise qui vous l'a envoyée.",
            "It has been used, or it has expired. If it was an invitation, ask the firm that sent it for another one."),
    FOREIGN_TITLE("Envoyez de nouveau", "Send it again"),
    FOREIGN(
            "Ce formulaire ne vient pas de ce site, ou il est trop ancien. Ouvrez la page de nouveau.",
            "This form does not come from this site, or it is too old. Open the page again."),
    FAILED_TITLE("Quelque chose n'a pas marché", "Something went wrong"),
    FAILED(
            "C'est de notre côté, et rien n'a été enregistré à moitié. Réessayez dans un instant. Numéro de la demande\u00a0: %s",
            "It is on our side, and nothing was stored by halves. Try again in a moment. Number of the request: %s"),
    BUSY(
            "Trop de monde se connecte en ce moment. Réessayez dans quelques secondes.",
            "Too many people log in at this moment. Try again in some seconds."),
    AWAY(
            "Cette partie du site redémarre. Réessayez dans un instant.",
            "This part of the site restarts. Try again in a moment."),
    TOO_MANY_TRIES("Trop d'essais. Réessayez dans %s min.", "Too many tries. Try again in %s min."),
    CHANGED_MEANWHILE(
            "Quelque chose a changé entre-temps. Envoyez de nouveau.",
            "Something has changed in the meantime. Send it again."),

    REQUIRED("À remplir.", "Fill this in."),
    TOO_SHORT("12 caractères au moins.", "At least 12 characters."),
    TOO_LONG("C'est trop long.", "This is too long."),
    COMMON(
            "Ce mot de passe est de ceux que l'on essaie en premier.",
            "This password is one of those that are tried first."),
    GUESSABLE(
            "Ce mot de passe est fait de votre nom, de votre adresse ou du nom de ce site.",
            "This password is made of your name, your address or the name of this site."),
    WRONG_PASSWORD("Ce n'est pas votre mot de passe actuel.", "This is not your current password."),
    SAME_PASSWORD(
            "Le nouveau mot de passe est celui que vous avez déjà.",
            "The new password is the one that you have."),
    NOT_THE_SAME("Les deux mots de passe diffèrent.", "The two passwords differ."),
    NOT_POSSIBLE("Cette valeur n'est pas possible.", "This value is not possible.");

    private final String french;
    private final String english;

    Words(String french, String english) {
        this.french = french;
        this.english = english;
    }

    String in(Language language) {
        return language == Language.FR ? french : english;
    }

    /** The sentence as a piece of a page, with pieces in the place of each %s. */
    Html html(Language language, Html... pieces) {
        return Html.of(Html.text(in(language)).markup(), pieces);
    }
}
