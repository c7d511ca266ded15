/**
 * An address in the format of its country. `state` is an ISO 3166-2 code, present if addresses of the country have a
 * state.
 */
export interface Address {
  country: string;
  line1: string;
  line2?: string;
  postal?: string;
  city?: string;
  state?: string;
  /** A tax id of a format that is common in the country. */
  taxId?: readonly [value: string, format: string];
}

export const addresses: readonly Address[] = [
  {
    country: 'US',
    line1: '1 Main St',
    line2: 'Apt 4B',
    postal: '94107',
    city: 'San Francisco',
    state: 'US-CA',
    taxId: ['911144442', 'us_ein'],
  },
  { country: 'US', line1: '350 5th Ave', postal: '10118-0110', city: 'New York', state: 'US-NY' },
  {
    country: 'CA',
    line1: '111 Wellington St',
    postal: 'K1A 0A9',
    city: 'Ottawa',
    state: 'CA-ON',
    taxId: ['100728494', 'ca_bn'],
  },
  {
    country: 'FR',
    line1: '5 avenue de l’Opéra',
    postal: '75001',
    city: 'Paris',
    taxId: ['FR61954506077', 'eu_vat'],
  },
  {
    country: 'DE',
    line1: 'Königsallee 1',
    line2: 'c/o Groß',
    postal: '40212',
    city: 'Düsseldorf',
    taxId: ['DE136695976', 'eu_vat'],
  },
  {
    country: 'GB',
    line1: '10 Downing Street',
    postal: 'SW1A 2AA',
    city: 'London',
    taxId: ['GB980780684', 'gb_vat'],
  },
  {
    country: 'SE',
    line1: 'Drottninggatan 1',
    postal: '111 51',
    city: 'Malmö',
    taxId: ['SE556703748501', 'eu_vat'],
  },
  {
    country: 'NO',
    line1: 'Karl Johans gate 22',
    postal: '0026',
    city: 'Oslo',
    taxId: ['995525828MVA', 'no_vat'],
  },
  {
    country: 'CH',
    line1: 'Bahnhofstrasse 1',
    postal: '8001',
    city: 'Zürich',
    taxId: ['CHE-107.787.577 MWST', 'ch_vat'],
  },
  { country: 'IE', line1: 'O’Connell Street Lower', postal: 'D01 F5P2', city: 'Dublin' },
  {
    country: 'PL',
    line1: 'ul. Świętokrzyska 3',
    postal: '00-360',
    city: 'Łódź',
    taxId: ['PL8567346215', 'eu_vat'],
  },
  {
    country: 'BR',
    line1: 'Av. Paulista, 1000',
    postal: '01310-100',
    city: 'São Paulo',
    state: 'BR-SP',
    taxId: ['16.727.230/0001-97', 'br_cnpj'],
  },
  {
    country: 'MX',
    line1: 'Paseo de la Reforma 222',
    postal: '06600',
    city: 'México',
    state: 'MX-CMX',
    taxId: ['GODE561231GR8', 'mx_rfc'],
  },
  {
    country: 'IN',
    line1: '221B, MG Road',
    postal: '560001',
    city: 'बेंगलुरु',
    state: 'IN-KA',
    taxId: ['27AAPFU0939F1ZV', 'in_gst'],
  },
  {
    country: 'JP',
    line1: '千代田1-1',
    postal: '100-0001',
    city: '千代田区',
    state: 'JP-13',
    taxId: ['5835678256246', 'jp_cn'],
  },
  {
    country: 'AU',
    line1: '1 Macquarie St',
    postal: '2000',
    city: 'Sydney',
    state: 'AU-NSW',
    taxId: ['83914571673', 'au_abn'],
  },
  {
    country: 'ZA',
    line1: '1 Adderley St',
    postal: '8001',
    city: 'Cape Town',
    taxId: ['4123456789', 'za_vat'],
  },
  {
    country: 'TR',
    line1: 'İstiklal Cd. No:1',
    postal: '34433',
    city: 'İstanbul',
    taxId: ['4540536920', 'tr_tin'],
  },
  { country: 'AE', line1: 'شارع الشيخ زايد', city: 'دبي', taxId: ['123456789012345', 'ae_trn'] },
  { country: 'HK', line1: '1 Queen’s Road Central', city: 'Hong Kong' },
  { country: 'AQ', line1: 'McMurdo Station' },
];
