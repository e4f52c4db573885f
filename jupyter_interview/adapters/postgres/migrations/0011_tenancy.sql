-- A hosted server keeps for each user what a laptop keeps in the home folder, and knows who may do what.

ALTER TABLE users ADD COLUMN role text NOT NULL DEFAULT 'candidate' CHECK (role IN ('candidate', 'educator', 'admin'));

-- One row a browser that signed in. The cookie is short-lived and renewed from here; ended_at ends it for good.
CREATE TABLE sign_ins (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX sign_ins_user ON sign_ins (user_id);

-- For scripts. Only the digest is kept: who reads this table cannot sign in with it.
CREATE TABLE access_tokens (
    digest bytea PRIMARY KEY CHECK (length(digest) = 32),
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX access_tokens_user ON access_tokens (user_id);

-- Files and folders. A path is a key, not a place: nothing outside can be reached by one.
CREATE TABLE documents (
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    path text NOT NULL CHECK (path <> ''),
    parent text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('directory', 'file', 'notebook')),
    body bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    modified_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, path)
);
CREATE INDEX documents_parent ON documents (user_id, parent);

-- One checkpoint a document, as Jupyter's own.
CREATE TABLE checkpoints (
    user_id uuid NOT NULL,
    path text NOT NULL,
    body bytea NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, path),
    FOREIGN KEY (user_id, path) REFERENCES documents ON DELETE CASCADE ON UPDATE CASCADE
);

-- JupyterLab's settings and workspaces.
CREATE TABLE lab_state (
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('setting', 'workspace')),
    name text NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    modified_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, kind, name)
);
