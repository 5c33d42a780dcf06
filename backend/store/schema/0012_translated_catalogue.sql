-- What departments, groups and services are called in more languages than that of their own names.

CREATE TABLE catalogue_translation (
    kind        TEXT NOT NULL,                         -- CatalogueKind; which table `id` is of
    id          TEXT NOT NULL,
    language    TEXT NOT NULL,                         -- code
    name        TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',              -- of a group; empty = its own
    PRIMARY KEY (kind, id, language)
);
