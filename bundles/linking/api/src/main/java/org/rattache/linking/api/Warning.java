package org.rattache.linking.api;

/**
 * An e-mail stands in the files of many unrelated companies: an accountant's, a domiciliation's. It
 * is warned about, not proposed [PRODUCT S2e].
 *
 * @param files how many files have it; when there are very many, at least so many
 */
public record Warning(String email, int files) {}
