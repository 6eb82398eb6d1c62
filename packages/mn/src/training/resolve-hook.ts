// A hook of Node.js for the files of users' methods and losses, which lie in folders without packages. It may run in a thread of its own
// and must import nothing.

interface Context {
  readonly parentURL?: string | undefined;
}

/** Gives the `mandn` that runs to every file that is not a part of a package: a second copy would not know the first one's methods. */
export function resolve<Result>(
  specifier: string,
  context: Context,
  nextResolve: (specifier: string, context: Context) => Result,
): Result {
  const isPackage = context.parentURL?.includes("/node_modules/") === true;
  if (isPackage || !/^mandn(\/.*)?$/.test(specifier)) return nextResolve(specifier, context);
  return nextResolve(specifier, { ...context, parentURL: import.meta.url });
}
