import { createReference } from 'polar-conformance';

const reference = await createReference({ port: 0, fault: 'null-avatar-of-team' });
console.log(reference.url, reference.fixtures.customerId);
await reference.close();
