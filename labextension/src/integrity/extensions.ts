/** A package with AI, as the server's list names it. */
export interface IFoundExtension {
  readonly package: string;
  readonly name: string;
}

const AT_MOST = 20;
const LONGEST = 100;

/** The AI extensions among the page's plugins. `known`: names, by what a package has in its own. */
export function aiExtensions(
  plugins: readonly string[],
  known: Readonly<Record<string, string>>
): readonly IFoundExtension[] {
  const packages = [...new Set(plugins.map(id => id.split(':')[0]))].sort();
  const found: IFoundExtension[] = [];
  for (const one of packages) {
    const plain = one.toLowerCase().replaceAll('_', '-');
    const part = Object.keys(known).find(it => plain.includes(it));
    if (part !== undefined && one.length <= LONGEST) {
      found.push({ package: one, name: known[part] });
    }
  }
  return found.slice(0, AT_MOST);
}

/** Each name once, for people. */
export function namesOf(found: readonly IFoundExtension[]): string {
  return [...new Set(found.map(({ name }) => name))].join(', ');
}
