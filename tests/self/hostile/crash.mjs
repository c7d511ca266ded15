// Loaded into the suite by `--import`: goes wrong on purpose, in the way that is asked for, with secrets in what it says.
const { CRASH_WITH = '', POLAR_ACCESS_TOKEN: token = '' } = process.env;

const ways = {
  'an exception': () => {
    throw new Error(`${token} is what was sent`, { cause: process.argv });
  },
  'a rejection': () => {
    Promise.reject(new TypeError(encodeURIComponent(JSON.stringify({ token, arguments: process.argv }))));
  },
  'a text': () => {
    throw `Basic ${Buffer.from(token).toString('base64')}`;
  },
  'an object': () => {
    throw { toString: () => token, message: token };
  },
  'many errors': () => {
    throw new AggregateError([new Error(token)], process.argv.join(' '));
  },
};

process.once('SIGUSR2', ways[CRASH_WITH]);
