/** The database that a connection string names. */
export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** The user that a connection string names. */
export function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

/** The same server and options with another user and, where given, another database. */
export function withCredentials(
  url: string,
  change: Readonly<{ user: string; password: string; database?: string }>,
): string {
  const result = new URL(url);
  result.username = encodeURIComponent(change.user);
  result.password = encodeURIComponent(change.password);
  if (change.database !== undefined) {
    result.pathname = `/${encodeURIComponent(change.database)}`;
  }
  return result.href;
}

/** The same server and user with another database. */
export function withDatabase(url: string, database: string): string {
  const result = new URL(url);
  result.pathname = `/${encodeURIComponent(database)}`;
  return result.href;
}

/** Makes `jobs` the only schema of the search path; the blank is %20 because drivers do not read + as a blank. */
export function withJobsSchema(url: string): string {
  const result = new URL(url);
  const options = result.searchParams.get('options') ?? '';
  if (options.includes('search_path')) {
    return url;
  }

  result.searchParams.set('options', `${options} -c search_path=jobs`.trim());
  result.search = result.search.replaceAll('+', '%20');
  return result.href;
}
