const MAX_LOGIN = 254;
const MAX_EXTRA = 2;
const YES_OR_NO: ReadonlySet<string> = new Set([
  'yes',
  'no',
  'true',
  'false',
  '1',
  '0',
  ''
]);

/** Why a line of a roster cannot be used. */
export type RosterProblem = 'heading' | 'login' | 'extra_time' | 'pauses';

export interface IRoster {
  /** As the server reads it: a heading is added to a plain list of logins. */
  csv: string;
  /** How many people it names. */
  people: number;
  /** Counted from 1, in the text as it was given. */
  errors: readonly { line: number; problem: RosterProblem }[];
}

interface IRecord {
  line: number;
  cells: string[];
}

/** The records of CSV, each with the line it begins in. Blank lines are none. */
function records(text: string): IRecord[] {
  const found: IRecord[] = [];
  let record: IRecord = { line: 1, cells: [] };
  let cell = '';
  let line = 1;
  let quoted = false;
  const end = () => {
    record.cells.push(cell);
    if (record.cells.some(value => value.trim() !== '')) {
      found.push(record);
    }
    record = { line, cells: [] };
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    line += char === '\n' ? 1 : 0;
    if (quoted && char === '"' && text[at + 1] === '"') {
      cell += char;
      at += 1;
    } else if (char === '"' && (quoted || cell === '')) {
      quoted = !quoted;
    } else if (quoted || ![',', '\n'].includes(char)) {
      cell += char;
    } else if (char === ',') {
      record.cells.push(cell);
      cell = '';
    } else {
      end();
    }
  }
  end();
  return found;
}

/** What a roster says, before it is sent; the server has the last word. */
export function readRoster(text: string): IRoster {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const [first, ...rest] = records(plain);
  if (first === undefined) {
    return { csv: '', people: 0, errors: [] };
  }
  const names = first.cells.map(name => name.trim());
  const headed = names.includes('login');
  if (!headed && names.length > 1) {
    return { csv: plain, people: 0, errors: [{ line: 1, problem: 'heading' }] };
  }
  const columns = headed ? names : ['login'];
  const people = headed ? rest : [first, ...rest];
  const errors = people.flatMap(({ line, cells }) => {
    const value = (name: string) => (cells[columns.indexOf(name)] ?? '').trim();
    const problem = problemOf(value);
    return problem === null ? [] : [{ line, problem }];
  });
  const logins = new Set(
    people.map(({ cells }) =>
      (cells[columns.indexOf('login')] ?? '').trim().toLowerCase()
    )
  );
  return {
    csv: headed ? plain : `login\n${plain}`,
    people: logins.size,
    errors
  };
}

function problemOf(value: (name: string) => string): RosterProblem | null {
  const login = value('login');
  const extra = Number(value('extra_time'));
  if (login === '' || login.length > MAX_LOGIN) {
    return 'login';
  }
  if (!(extra >= 0 && extra <= MAX_EXTRA)) {
    return 'extra_time';
  }
  return YES_OR_NO.has(value('pauses').toLowerCase()) ? null : 'pauses';
}
