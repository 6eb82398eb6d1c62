// A hook of Node.js for the files of users' networks, which lie in folders without packages. It may run in a thread of its own and
// must import nothing.

interface Context {
  readonly parentURL?: string | undefined;
}

const OURS = /^(@mandn\/(torch|models)(\/.*)?|zod)$/;

/**
 * Gives the packages that run to every file that is not a part of a package: a second copy of the engine in one process would not
 * know the first one's tensors.
 */
export function resolve<Result>(
  specifier: string,
  context: Context,
  nextResolve: (specifier: string, context: Context) => Result,
): Result {
  const isPackage = context.parentURL?.includes("/node_modules/") === true;
  if (isPackage || !OURS.test(specifier)) return nextResolve(specifier, context);
  return nextResolve(specifier, { ...context, parentURL: import.meta.url });
}
