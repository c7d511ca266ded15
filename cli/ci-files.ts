/** The CI services that `init` writes a file for. */
export const ciServices = ['github', 'gitlab'] as const;

export type CiService = (typeof ciServices)[number];

const github = `name: conformance
on: [push, pull_request]
permissions:
  contents: read

jobs:
  conformance:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: "22"
      - run: npm ci
      # Start the server here, and pass its credentials as secrets: env: { CONFORMANCE_CREDENTIAL_NAME: \${{ secrets.NAME }} }
      - run: npx polar-conformance
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: conformance-reports
          path: reports
          if-no-files-found: ignore
`;

const gitlab = `# Include it in .gitlab-ci.yml: include: { local: conformance.gitlab-ci.yml }
conformance:
  image: node:22
  script:
    - npm ci
    # Start the server here. Its credentials are masked CI/CD variables: CONFORMANCE_CREDENTIAL_NAME
    - npx polar-conformance
  artifacts:
    when: always
    paths: [reports]
    reports:
      junit: reports/junit.xml
`;

/** The file of a CI service that runs the suite as the configuration describes. */
export const renderCiFile = (service: CiService): { path: string; text: string } =>
  service === 'github'
    ? { path: '.github/workflows/conformance.yml', text: github }
    : { path: 'conformance.gitlab-ci.yml', text: gitlab };
