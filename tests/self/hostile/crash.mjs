// Preloaded into the suite with `--import`: on SIGUSR2, throws the error that CRASH_WITH names, with secrets in its message.
const { CRASH_WITH = '', POLAR_ACCESS_TOKEN: token = '' } = process.env;

const errors = {
  'an exception': () => {
    throw new Error(`${token} was sent`, { cause: process.argv });
  },
  'a rejection': () => {
    Promise.reject(new TypeError(encodeURIComponent(JSON.stringify({ token, arguments: process.argv }))));
  },
  'a string': () => {
    throw `Basic ${Buffer.from(token).toString('base64')}`;
  },
  'an object': () => {
    throw { toString: () => token, message: token };
  },
  'an aggregate error': () => {
    throw new AggregateError([new Error(token)], process.argv.join(' '));
  },
};

process.once('SIGUSR2', errors[CRASH_WITH]);
