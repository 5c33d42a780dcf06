-- Once, on the primary.
CREATE ROLE stuticket LOGIN PASSWORD '${stuticket_password}';
CREATE DATABASE stuticket OWNER stuticket ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0;
